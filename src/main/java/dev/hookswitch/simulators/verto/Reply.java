package dev.hookswitch.simulators.verto;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a request comes to (verto.md §2). */
sealed interface Reply {
  int INVALID_REQUEST = -32600;
  int UNKNOWN_METHOD = -32601;
  int AUTHENTICATION_REQUIRED = -32000;
  int AUTHENTICATION_FAILED = -32001;
  int CALL_ERROR = -32002;

  record Result(ObjectNode members) implements Reply {}

  /**
   * @param json the error object as it is written: not every one of mod_verto's could be made by a
   *     JSON library
   */
  record Failure(String json) implements Reply {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static Result result() {
    return new Result(object());
  }

  static Failure failure(int code, String message) {
    return new Failure(object().put("code", code).put("message", message).toString());
  }
}
