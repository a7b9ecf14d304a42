/**
 * English words that say the same in a help article, a group a line. Only what cannot change a step belongs here: no
 * opposites, no parts for wholes. Forms that the stem does not join (choose, chosen) count as synonyms too.
 */
export const englishSynonyms = `
choose, select, pick, chose, chosen, choice
press, click, click on, tap, tap on, hit, press on
open, go to, navigate to, head to, visit, launch
delete, remove, get rid of, erase, removal, deletion, take out, take off
switch on, turn on, enable, activate, activation, power on
switch off, turn off, disable, deactivate, power off, turned off
sign in, log in, log on, login, logon, sign-in, log into, sign into, log onto, signin
sign out, log out, log off, sign off, logout
sign up, register, registration
add, re-add, readd
join, rejoin
restart, reboot, start anew, start again, start once more, start over
begin, start, began, begun, commence
end, finish, ends
stop, quit, close, exit
shut down, shutdown, power down
type, enter, key in, type in, write, written, wrote
wait, wait for, hold on
laptop, notebook
computer, pc, machine
phone, smartphone, telephone
microphone, micro, mic
mobile, cell phone, cellphone, mobile phone
service desk, help desk, helpdesk, servicedesk, it support, it desk
colleague, coworker, co-worker
employee, staff member, member of staff
picture, photo, image
email, mail, e-mail, e mail
mailbox, inbox
message, msg
user name, username, user-name, login name
wi-fi, wifi, wlan, wireless network, wi fi
flight mode, airplane mode, aeroplane mode
recycle bin, trash
attachment, attached file
folder, directory
app, application, program, programme
browser, web browser
website, web site, site
web page, webpage
display, screen
error, error message
error code, code of the error
button, key
frequent, common, usual, usually, often, most often, mostly, frequently, commonly, generally, typically
immediately, at once, right away, straight away, instantly, directly, straight, promptly, without delay
again, once more, one more time, anew, another time
new, fresh
wrong, incorrect, false, invalid
right, correct
defective, broken, faulty
damage, damaged
allow, permit, allowed, permitted, permission
block, blocked, prevent, stops from
set, put, place, configure
lower, reduce, decrease
raise, increase
examine, check, verify, inspect, confirm, make sure, ensure, be sure, check that, make certain, control
show, display, appear, shown, displayed, shows up, visible
say, tell, inform, mention, state, said, told, let know, give, provide, supply, given, gave, pass on
write down, note, note down, make a note of, record
report, notify
ask, request
call, phone, ring, telephone, contact, get in touch with, reach out to
keep, retain, kept, leave, left
leave out, omit, skip
get, receive, obtain, got, received
send, sent
take, took, taken
see, seen, saw, look at
find, found, locate
lose, lost
hold, held
hold down, keep pressed
bring, brought, take to
hand over, hand, hand to
steal, stolen, theft, stole
break, broken, broke
choose again, reselect
replace, swap, exchange, substitute, change for
unplug, disconnect, pull out, unplugged
plug in, plug, plugged in, insert
connect, attach, connection, reconnect
pull, pulled
push, pushed
fix, repair, solve, resolve
problem, issue, trouble
reason, cause, caused
mean, indicate, signify, show that, means that
occur, happen, takes place, take place, took place, taken place, taking place
fail, failure, fails
slow, slowly
fast, quick, quickly, rapidly
empty, emptied
full, fully, whole, entire, complete
old, outdated
former, previous
next to, beside, near, close to
at the front, in front
approve, approval, approved
agree, agreement, consent
available, ready
belong, belongs
expire, expired, expiry, runs out, run out
valid, validity
save, store, saved, stored
copy, duplicate
move, transfer, moved
forward, forwarded
print, printout
document, file
list, listed
current, latest, up to date, newest, up-to-date
version, release
update, upgrade
install, installation
other, another, different, separate, separately
same, identical
everyone, everybody, all people
someone, somebody, person, anyone, anybody
outside, external, externally
inside, internal, internally
night, overnight, at night
stop working, cease to work
work, function, works, functions, run
heat, hot
dry, dried
wet, soaked
bring back, restore, recover
back up, backup, backed up
permanent, lasting
lift, lifted, raised
listen, hear
speak, talk
try, attempt, test
drop out, drop, cut out, disconnects
search, look for, search for, check for, searching, seek
large, big
small, little
stay, remain
prove, proof
return, come back, came back, reappear
arrive, come, came
free, free up, make room
pass through, get through
apply, applies
create, make, made, creating
share, shared
sticky, stick
compare, comparison
supplier, vendor, manufacturer
identity, id
reference number, case number
brightness, brightly
remotely, remote
successor, replacement person
manager, supervisor, boss, line manager
owner, owned
reception, front desk
`;
