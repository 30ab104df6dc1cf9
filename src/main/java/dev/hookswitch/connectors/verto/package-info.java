/**
 * FreeSWITCH's Verto (protocols: JSON-RPC 2.0 over one WebSocket, calls as dialogs) and the web
 * phone that speaks it. What a page sends and takes is SDP only; everything of Verto stays on the
 * server. Front door: {@link dev.hookswitch.connectors.verto.VertoClient}.
 */
@NullMarked
package dev.hookswitch.connectors.verto;

import org.jspecify.annotations.NullMarked;
