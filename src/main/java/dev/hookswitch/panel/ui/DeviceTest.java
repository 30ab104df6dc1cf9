package dev.hookswitch.panel.ui;

class DeviceTest extends com.vaadin.flow.component.html.Div {}
