package dev.hookswitch.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import dev.hookswitch.security.ContentSecurityPolicy;
import dev.hookswitch.shell.Preferences.Theme;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/**
 * Prepares the first document of every page: its language, its colours before anything is painted,
 * and the nonce that lets Vaadin's own scripts pass the Content-Security-Policy.
 */
@Component
class PageSetup implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Sessions are not written to disk.
  private final Preferences preferences;

  PageSetup(Preferences preferences) {
    this.preferences = preferences;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(this::prepare);
    event.getSource().addUIInitListener(init -> prepare(init.getUI()));
  }

  private void prepare(UI ui) {
    ui.setLocale(preferences.languageOf(VaadinRequest.getCurrent()).locale());
    // Without this Vaadin has Atmosphere write every push into the browser's console, which costs
    // milliseconds before the push is drawn, and says there who called.
    ui.getPushConfiguration().setParameter("logLevel", "error");
  }

  private void prepare(IndexHtmlResponse response) {
    VaadinServletRequest request = (VaadinServletRequest) response.getVaadinRequest();
    Document page = response.getDocument();
    Element html = page.child(0);
    html.attr("lang", preferences.languageOf(request).code());
    Theme theme = preferences.themeOf(request);
    html.attr("theme", theme.scheme().getThemeValue());
    page.head()
        .appendElement("style")
        .text("html:root{color-scheme:" + theme.scheme().getValue() + "}");
    page.head().appendElement("script").attr("type", "module").attr("src", "cti/repairs.js");
    String nonce = ContentSecurityPolicy.nonceOf(request.getHttpServletRequest());
    page.select("script").attr("nonce", nonce);
  }
}
