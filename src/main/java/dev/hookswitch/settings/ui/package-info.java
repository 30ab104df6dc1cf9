/** The pages of the administrators: users, teams, lines, import and export. */
@NullMarked
package dev.hookswitch.settings.ui;

import org.jspecify.annotations.NullMarked;
