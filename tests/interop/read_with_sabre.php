<?php
// Prints what sabre/vobject (Nextcloud) makes of a file: php read_with_sabre.php FILE FIRST BEFORE (Unix seconds)
// The autoloader's place differs between releases of Debian.
foreach (['/usr/share/php/Sabre/VObject/autoload.php', '/usr/share/php/Sabre/VObject4/autoload.php'] as $loader) {
    if (file_exists($loader)) { require_once $loader; break; }
}
$oslo = new DateTimeZone('Europe/Oslo');
[, $file, $first, $before] = $argv;
$calendar = Sabre\VObject\Reader::read(file_get_contents($file));
foreach ($calendar->validate() as $fault) {
    fwrite(STDERR, $fault['message'] . "\n");
    exit(1);
}
$calendar->expand(new DateTime("@$first"), new DateTime("@$before"), $oslo);
$found = [];
foreach ($calendar->VEVENT as $event) {
    $start = $event->DTSTART->getDateTime($oslo);
    $end = $event->DTEND->getDateTime($oslo);
    $timed = $event->DTSTART->hasTime();
    $found[] = [
        'start' => $timed ? $start->getTimestamp() : 0, 'end' => $timed ? $end->getTimestamp() : 0,
        'day' => $timed ? null : $start->format('Y-m-d'), 'last' => $timed ? null : $end->format('Y-m-d'),
        'title' => (string) $event->SUMMARY, 'cancelled' => (string) $event->STATUS === 'CANCELLED',
    ];
}
echo json_encode($found);
