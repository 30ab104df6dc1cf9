package dev.hookswitch.shell;

/**
 * A page of the administrators; each feature contributes its own as a bean.
 *
 * @param path route, without a leading slash
 * @param key message key of the caption
 * @param order ascending, from left to right
 */
public record AdminTab(String path, String key, int order) {}
