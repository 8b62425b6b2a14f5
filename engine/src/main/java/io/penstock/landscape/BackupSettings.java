package io.penstock.landscape;

import java.nio.file.Path;

/**
 * Where backups rest and how long.
 *
 * @param key base64 of at least 32 bytes
 * @param keepLast how many of the newest are kept of each environment; 0 when their number does not matter
 * @param keepDays how old they may grow; 0 when their age does not matter
 */
public record BackupSettings(Path folder, Secret key, int keepLast, int keepDays) {}
