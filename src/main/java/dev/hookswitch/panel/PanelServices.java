package dev.hookswitch.panel;

import dev.hookswitch.calls.CallNews;
import dev.hookswitch.calls.MissedCalls;
import dev.hookswitch.calls.MissedNews;
import dev.hookswitch.calls.TaskNews;
import dev.hookswitch.shell.Texts;
import org.springframework.stereotype.Component;

/** What a panel needs of the server besides the hub. */
@Component
public record PanelServices(
    PanelData data,
    CallWork work,
    MissedCalls missed,
    CallNews callNews,
    MissedNews missedNews,
    TaskNews taskNews,
    Texts texts) {}
