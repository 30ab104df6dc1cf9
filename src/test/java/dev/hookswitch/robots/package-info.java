/** Real programs on this computer that tests call and are called by: a PBX, phones, a network. */
package dev.hookswitch.robots;
