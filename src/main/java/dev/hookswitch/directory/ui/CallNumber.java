package dev.hookswitch.directory.ui;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.hookswitch.directory.Communication;
import dev.hookswitch.shell.Icons;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A number that a click calls, with its type and, where it has one, its mark. */
class CallNumber extends NativeButton {
  CallNumber(Communication number, UnaryOperator<String> translate) {
    addClassName("hs-numbtn");
    var action = new Span(translate.apply("directory.call") + " ");
    action.addClassName("hs-sr");
    var icon = new Span(Icons.of("phone"), action);
    icon.addClassName("hs-numicon");
    var digits = new Span(number.typed());
    digits.addClassName("hs-num");
    var type =
        new Span(
            new Span(
                translate.apply(
                    "directory.number." + number.type().name().toLowerCase(Locale.ROOT))));
    type.addClassName("hs-second");
    if (number.outOfDate()) {
      var mark = new Span(Icons.of("triangle-alert"));
      mark.add(translate.apply("directory.number.outdated"));
      mark.addClassName("hs-oldmark");
      type.add(mark);
    }
    var text = new Span(digits, type);
    text.addClassName("hs-row-text");
    add(icon, text);
  }
}
