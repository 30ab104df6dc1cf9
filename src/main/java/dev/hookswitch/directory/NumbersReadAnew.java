package dev.hookswitch.directory;

/** Numbers are read in another way from now on, and the directory's own are already. */
public record NumbersReadAnew() {}
