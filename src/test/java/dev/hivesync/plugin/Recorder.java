package dev.hivesync.plugin;

import dev.hivesync.wire.Payload;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Surfaces that write down what they were asked to show.
final class Recorder implements Surfaces {

    final List<Badge> badges = new CopyOnWriteArrayList<>();
    final List<String> shown = new CopyOnWriteArrayList<>();
    final List<PluginNews> news = new CopyOnWriteArrayList<>();

    @Override
    public void badge(Badge badge) {
        badges.add(badge);
    }

    @Override
    public void toast(Toast toast) {
        shown.add("toast " + toast.type() + " " + toast.notificationId());
    }

    @Override
    public void panel(String notificationId, Payload job) {
        shown.add("panel " + notificationId);
    }

    @Override
    public void progress(Progress progress) {
        shown.add("progress " + progress.jobId() + " " + progress.stage());
    }

    @Override
    public void withdraw(Set<String> notificationIds) {
        shown.add("withdraw " + notificationIds);
    }

    boolean reached(Reach reach) {
        return news.contains(new PluginNews.Reached(reach));
    }

    long connects() {
        return news.stream()
                .filter(new PluginNews.Reached(Reach.CONNECTED)::equals)
                .count();
    }
}
