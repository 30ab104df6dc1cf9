@NullMarked
package dev.hookswitch.shell.ui;

import org.jspecify.annotations.NullMarked;
