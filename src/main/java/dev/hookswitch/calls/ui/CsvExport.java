package dev.hookswitch.calls.ui;

import dev.hookswitch.calls.CallEntry;
import dev.hookswitch.calls.CallFilter;
import dev.hookswitch.calls.CallLog;
import dev.hookswitch.calls.CallLog.Cursor;
import dev.hookswitch.calls.CallLog.Work;
import dev.hookswitch.calls.CallNote;
import dev.hookswitch.security.People;
import dev.hookswitch.security.Person;
import dev.hookswitch.security.UserId;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls as a table for a spreadsheet (RFC 4180, UTF-8 with a byte order mark), read page by page
 * while it is written: no more than a page is in memory. It holds what the viewer may see, as the
 * list does.
 */
final class CsvExport {
  private static final int PAGE = 500;

  /** Without it, Excel takes a file for the code page of its computer. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private static final List<String> HEADS =
      List.of(
          "start",
          "direction",
          "who",
          "number",
          "agent",
          "line",
          "ringing",
          "talk",
          "hold",
          "outcome",
          "result",
          "note",
          "links");

  /** Told after each page, on the thread that writes. */
  interface Progress {
    /**
     * @return whether to go on
     */
    boolean written(long calls);
  }

  /** The reader does not want the rest. */
  static final class Cancelled extends IOException {
    private static final long serialVersionUID = 1L;

    Cancelled() {
      super("the export was cancelled");
    }
  }

  private final CallLog calls;
  private final People people;
  private final Person viewer;
  private final CallFormat format;

  CsvExport(CallLog calls, People people, Person viewer, CallFormat format) {
    this.calls = calls;
    this.people = people;
    this.viewer = viewer;
    this.format = format;
  }

  /**
   * Writes everything that the filter finds, the newest first.
   *
   * @param out left open
   * @throws Cancelled when the progress says so; the table then ends in the middle
   */
  void write(CallFilter filter, Writer out, Progress progress) throws IOException {
    begin(out);
    Cursor after = null;
    long written = 0;
    List<CallEntry> page;
    do {
      page = calls.page(viewer, filter, after, PAGE);
      rows(page, out);
      written += page.size();
      if (!page.isEmpty()) {
        after = page.getLast().cursor();
      }
      if (!progress.written(written)) {
        throw new Cancelled();
      }
    } while (page.size() == PAGE);
    out.flush();
  }

  /** Writes these calls; those that the viewer may not see are left out. */
  void write(Collection<UUID> chosen, Writer out) throws IOException {
    begin(out);
    rows(calls.findAll(viewer, chosen), out);
    out.flush();
  }

  private void begin(Writer out) throws IOException {
    out.write(BYTE_ORDER_MARK);
    line(HEADS.stream().map(head -> format.text("calls.csv." + head)), out);
  }

  private void rows(List<CallEntry> page, Writer out) throws IOException {
    Map<UserId, String> agents =
        CallDesk.names(
            people.findAll(page.stream().map(CallEntry::user).collect(Collectors.toSet())));
    Map<UUID, Work> work = calls.work(viewer, page.stream().map(CallEntry::id).toList());
    for (CallEntry call : page) {
      Work known = work.getOrDefault(call.id(), Work.NONE);
      line(cells(call, agents.getOrDefault(call.user(), ""), known), out);
    }
  }

  private Stream<String> cells(CallEntry call, String agent, Work work) {
    CallNote note = work.note();
    return Stream.of(
        time(call.times().startedAt()),
        format.direction(call),
        CallSubject.of(call, work.links(), format).name(),
        call.peer().number().dialled(),
        agent,
        call.lineNumber().dialled(),
        seconds(call.times().ringing()),
        seconds(call.times().talk()),
        seconds(call.times().hold()),
        format.result(call.result()),
        result(note),
        note == null ? "" : note.text(),
        work.links().stream().map(link -> link.record().name()).collect(Collectors.joining("; ")));
  }

  private String result(@Nullable CallNote note) {
    CallNote.Result result = note == null ? null : note.result();
    return result == null ? "" : format.noteResult(result);
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(format.zone()));
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static void line(Stream<String> cells, Writer out) throws IOException {
    out.write(cells.map(CsvExport::cell).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  /** What a spreadsheet would take for a formula gets an apostrophe before it, numbers too. */
  static String cell(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
    String defused = formula ? "'" + value : value;
    return defused.matches("(?s).*[\",\r\n;'].*")
        ? '"' + defused.replace("\"", "\"\"") + '"'
        : defused;
  }
}
