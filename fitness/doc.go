// Package fitness owns what is known about training: heart-rate zones, weekly
// activity, resistance prescriptions, and the published source of each number.
//
// Everything is a pure function of its arguments: no user, no I/O, no clock,
// nothing random. Numbers are computed in floating point and rounded once, when
// a Range is printed. The package does not own sentences, conversations or the
// decision whether someone should exercise at all; those are the coach's.
package fitness
