package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.panel.CallView;
import dev.hookswitch.shell.Icons;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys of a telephone, with the digits that were really sent and those that came. */
class KeypadSheet extends Div {
  private static final String[][] KEYS = {
    {"1", ""}, {"2", "ABC"}, {"3", "DEF"}, {"4", "GHI"}, {"5", "JKL"}, {"6", "MNO"},
    {"7", "PQRS"}, {"8", "TUV"}, {"9", "WXYZ"}, {"*", ""}, {"0", "+"}, {"#", ""}
  };

  private final Span sent = new Span();
  private final Span received = new Span();

  KeypadSheet(Consumer<String> pressed, Runnable close) {
    addClassName("hs-sheet");
    getElement()
        .setAttribute("role", "group")
        .setAttribute("aria-label", getTranslation("cmd.keypad"))
        .setAttribute("data-keypad", "");
    add(head(close));
    var keys = new Div();
    keys.addClassName("hs-keys");
    for (String[] key : KEYS) {
      var button = new Button(key[0], _ -> pressed.accept(key[0]));
      button.addClassName("hs-key");
      button.setAriaLabel(key[0]);
      button.getElement().setAttribute("data-letters", key[1]);
      keys.add(button);
    }
    add(keys);
  }

  private Div head(Runnable close) {
    var digits = new Span(second(getTranslation("call.keypad.sent")), sent);
    digits.addClassName("hs-digits");
    var came = new Span(second(getTranslation("call.keypad.received")), received);
    came.addClassName("hs-digits");
    var shut = new Button(Icons.of("x"), _ -> close.run());
    shut.setAriaLabel(getTranslation("cmd.close"));
    shut.addThemeNames("tertiary", "icon");
    shut.getElement().setAttribute("aria-keyshortcuts", "Escape");
    var head = new Div(digits, came, shut);
    head.addClassName("hs-sheet-head");
    return head;
  }

  private static Span second(String text) {
    var span = new Span(text + " ");
    span.addClassName("hs-second");
    return span;
  }

  void show(@Nullable CallView call) {
    sent.setText(call == null ? "" : String.join(" ", call.sent().split("")));
    received.setText(call == null ? "" : String.join(" ", call.received().split("")));
  }
}
