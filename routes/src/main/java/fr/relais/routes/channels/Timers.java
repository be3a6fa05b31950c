package fr.relais.routes.channels;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.springframework.stereotype.Component;

/**
 * Gives each of Camel's timers a thread that stays.
 *
 * <p>On virtual threads Camel makes them with none that does, and such a thread wakes a hundred times a second to see whether it may go
 * (<a href="https://bugs.openjdk.org/browse/JDK-8129861">JDK-8129861</a>): with a few dozen timers a hub at rest is never at rest.
 */
@Component
final class Timers extends DefaultThreadPoolFactory {

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        var made = super.newScheduledThreadPool(profile, threads);
        if (made instanceof ScheduledThreadPoolExecutor timer && timer.getCorePoolSize() == 0) {
            timer.setCorePoolSize(1);
        }
        return made;
    }
}
