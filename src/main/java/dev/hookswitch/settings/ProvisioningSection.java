package dev.hookswitch.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list at the root of the provisioning file that another feature understands. Each contributes
 * its own as a bean; users, teams and lines are there before.
 */
public interface ProvisioningSection {
  /** The key of the list; no other section has it. */
  String key();

  /** Ascending: in this order the lists are looked at, written and exported. */
  int order();

  /**
   * Compares the entries with what is stored, and writes nothing.
   *
   * @param entries what is wrong with them is said to them
   * @param signIns of the users who are there, or will be when the plan is executed
   */
  Plan plan(List<ProvisioningEntry> entries, Set<String> signIns);

  /**
   * What is stored, as lists, maps and texts in the form of the file.
   *
   * @param limit as many entries are enough
   */
  List<Map<String, Object>> export(int limit);

  /** What entries change. */
  interface Plan {
    /** Entries that are new. */
    int created();

    /** Entries that differ from what is stored. */
    int changed();

    /** Writes it, in the transaction of the whole file. */
    void execute();

    static Plan of(int created, int changed, Runnable write) {
      record Counted(int created, int changed, Runnable write) implements Plan {
        @Override
        public void execute() {
          write.run();
        }
      }
      return new Counted(created, changed, write);
    }
  }
}
