package dev.hookswitch.hub;

import dev.hookswitch.phone.CtiEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page that keeps what it hears. */
final class ProbedScreen implements Screen {
  private final List<CtiEvent> events = new CopyOnWriteArrayList<>();
  private final List<HubState> states = new CopyOnWriteArrayList<>();
  private final List<MediaOrder> orders = new CopyOnWriteArrayList<>();

  @Override
  public void changed(HubState state, List<CtiEvent> news) {
    events.addAll(news);
    states.add(state);
  }

  @Override
  public void order(MediaOrder order) {
    orders.add(order);
  }

  List<CtiEvent> events() {
    return events;
  }

  /** Names of the events heard. */
  List<String> heard() {
    return events.stream().map(CtiEvent::name).toList();
  }

  List<HubState> states() {
    return states;
  }

  List<MediaOrder> orders() {
    return orders;
  }
}
