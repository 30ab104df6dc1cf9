package dev.hookswitch.calls.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import dev.hookswitch.shell.Icons;
import dev.hookswitch.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** In place of a call that cannot be shown. */
@ParentLayout(MainLayout.class)
@PermitAll
class NoSuchCallView extends Div implements HasErrorParameter<NoSuchCall>, HasDynamicTitle {
  NoSuchCallView() {
    addClassName("hs-page");
    var hint = new Span(getTranslation("callp.none.hint"));
    hint.addClassName("hs-second");
    var empty =
        new Div(
            Icons.of("phone-missed"),
            new H1(getTranslation("callp.none")),
            hint,
            new RouterLink(getTranslation("callp.none.back"), CallsView.class));
    empty.addClassNames("hs-empty", "hs-empty-page");
    add(empty);
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NoSuchCall> parameter) {
    return HttpServletResponse.SC_NOT_FOUND;
  }

  @Override
  public String getPageTitle() {
    return getTranslation("callp.none");
  }
}
