package dev.hookswitch.phone;

/** Whether an agent takes the calls of the call centre's queues (Creatio: call-centre mode). */
public enum CallCentre {
  IN,
  OUT
}
