package dev.hookswitch.panel.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.hookswitch.shell.Icons;

/** Makes this browser open the numbers of other programs and pages here. */
class TelLinks extends Section {
  /** Within the click: some browsers ask the person only then. */
  private static final String REGISTER =
      """
      this.addEventListener('click', () => {
        try {
          navigator.registerProtocolHandler('tel', new URL($0, document.baseURI).href + '?$1=%s');
          this.dispatchEvent(new CustomEvent('asked'));
        } catch (e) {
          this.dispatchEvent(new CustomEvent('impossible'));
        }
      })
      """
          .replace("$1", CallToView.NUMBER);

  TelLinks() {
    var heading = new H2(getTranslation("callto.links"));
    setAriaLabel(heading.getText());
    var hint = new Paragraph(getTranslation("callto.hint"));
    var register = new Button(getTranslation("callto.register"), Icons.of("link-2"));
    var said = new Paragraph();
    said.getElement().setAttribute("role", "status");
    register.getElement().executeJs(REGISTER, CallToView.PATH);
    register
        .getElement()
        .addEventListener("asked", _ -> said.setText(getTranslation("callto.asked")));
    register
        .getElement()
        .addEventListener("impossible", _ -> said.setText(getTranslation("callto.impossible")));
    addClassName("hs-form");
    add(heading, hint, register, said);
  }
}
