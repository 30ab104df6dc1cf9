/**
 * Webitel, the classic event server (webitel.md): calls of a desk phone over its WebSocket, or a
 * web phone over Verto. Front door: {@link dev.hookswitch.connectors.webitel.WebitelCtiProvider}.
 */
@NullMarked
package dev.hookswitch.connectors.webitel;

import org.jspecify.annotations.NullMarked;
