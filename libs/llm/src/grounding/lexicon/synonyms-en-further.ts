/** More English synonyms, of what is less often said. */
export const furtherEnglishSynonyms = `
short, brief, briefly
charger, power adapter, power supply
cord, cable
rare, rarely, seldom
wipe, clean
continue, go on, carry on, keep on
colour, color
organisation, organization
centre, center
grey, gray
greyed out, grayed out
licence, license
favourite, favorite
start-up, startup, boot, boot up
setup, set up
dialog, dialogue
clear, untick, uncheck, deselect
mac, macos, mac os
odd, strange, unusual
at the same time, simultaneously
every time, each time, always
gone, disappear, disappeared, missing
end date, expiry date
by hand, manually
by itself, on its own, automatically
display, screen, monitor
wrong, faulty, incorrect
refuse, refused, deny, denied, reject, rejected, decline
affect, concern, hit
hang, hung, freeze, frozen, froze, stuck, get stuck, stop responding
slow, sluggish, laggy
warning, warn, alert
default, standard
additional, extra, further
wall socket, socket, outlet, wall outlet, power outlet
hear back, hear
check, see whether, see if, look whether, find out
mistyped, typo, typed wrongly
cost, price
trip, journey, travel
departure, leave, depart
agree, confirm, approve
fill, full
means, prove, point to
fail, failed, failing, go wrong, do not work
loss, lost
run, running, ran
affected, concerned
worn, worn out
tear, torn, rip
dim, lower
proceed, continue
connect to, join
unknown, not recognised, unrecognized, not recognized
tell apart, distinguish
answer, reply, respond, response
complete, whole, entire, full
list, show, display
window, dialog
release, version
up to date, current
check, test, try
exact, exactly, precise, precisely
only, just, solely
loosen, loose
grant, granted, give, allow
shared, common
confirm, validate
point to, indicate, suggest
home, at home, house
choose, click, press, open
replace, change
change, modify, alter, edit
close, shut
transfer, hand over
remain, stay, still
cable, lead, wire
reboot, power cycle
`;
