/**
 * The Messaging Service for clients elsewhere: the published envelope over WebSocket. A line is
 * opened once for all the clients that watch it, and its state is kept here. Front door: {@link
 * dev.hookswitch.messaging.clients.TmsSockets}.
 */
@NullMarked
package dev.hookswitch.messaging.clients;

import org.jspecify.annotations.NullMarked;
