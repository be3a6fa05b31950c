package fr.relais.routes.channels;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/** Whether the hub is on its way out: nothing new is begun then, what is under way is brought to its end. */
@Component
public class Closing implements ApplicationListener<ContextClosedEvent> {

    private volatile boolean closing;

    public boolean hasBegun() {
        return closing;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        closing = true;
    }
}
