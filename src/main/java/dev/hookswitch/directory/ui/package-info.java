/** The pages of the directory: lists, records, import and export, kinds. */
@NullMarked
package dev.hookswitch.directory.ui;

import org.jspecify.annotations.NullMarked;
