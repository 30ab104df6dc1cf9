package dev.hookswitch.messaging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;

/**
 * A table whose rows are replaced as a whole. Where there is little room the cells of a row stand
 * below each other, each with its header before it.
 */
final class StatusTable extends Div {
  private final List<String> headers;
  private final NativeTable table = new NativeTable();

  /**
   * @param label for those who do not see it
   * @param headers from left to right
   */
  StatusTable(String label, List<String> headers) {
    this.headers = List.copyOf(headers);
    table.addClassNames("hs-caps", "hs-statustable");
    table.getElement().setAttribute("aria-label", label);
    var head = new NativeTableRow();
    headers.forEach(header -> head.add(new NativeTableHeaderCell(header)));
    table.getHead().add(head);
    add(table);
    addClassName("hs-tablewrap");
  }

  /** Rows of as many cells as there are headers. */
  void show(List<List<Component>> rows) {
    table.getBody().removeAll();
    for (List<Component> cells : rows) {
      var row = new NativeTableRow();
      for (int column = 0; column < headers.size(); column++) {
        var cell = new NativeTableCell(cells.get(column));
        cell.getElement().setAttribute("data-label", headers.get(column));
        row.add(cell);
      }
      table.getBody().add(row);
    }
  }
}
