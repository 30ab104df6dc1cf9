package dev.hookswitch.phone;

/** The ordinal is the published number (creatio-cti.md §2.4 MsgErrorType). */
public enum ErrorType {
  GENERAL,
  LOAD_LIBRARY,
  OPEN_CONNECTION,
  COMMAND,
  COMMAND_NOT_IMPLEMENTED,
  CALL_CENTRE_NOT_AVAILABLE,
  AUTHENTICATION,
  CALL_SAVING,
  EVENT_HANDLER,
  CONNECTION_CONFIG
}
