// Package fitness owns what is known about training: heart-rate zones, weekly
// activity, resistance training and its loads, energy, protein, body weight, pace,
// and the published source of each number. Facts lists every rule. It also reads
// the numbers that people write, with their units: see Quantities.
//
// Catalogue holds the exercises: what each needs, trains and loads, who should
// avoid it, and what leads up to it. They are text, one file for each pattern in
// the folder catalogue. PlanWeek makes a week of them, and NextSession proposes the
// next load from a log.
//
// Everything is a pure function of its arguments: no user, no I/O, no clock,
// nothing random. Numbers are computed in floating point and rounded once, when
// a Range is printed. The package does not own sentences, conversations or the
// decision whether someone should exercise at all; those are the coach's.
package fitness
