package dev.hivesync.desktop.center;

/// The view models of the notification center.
public record CenterModels(
        CenterViewModel list, Deeds deeds, SnoozeViewModel snooze, ViewsViewModel views, Refusals refusals) {}
