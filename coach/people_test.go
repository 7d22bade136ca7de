package coach_test

import (
	"spotter/coach"
	"spotter/fitness"
)

var (
	levels  = []fitness.Level{fitness.Beginner, fitness.Intermediate, fitness.Expert}
	genders = []fitness.Gender{fitness.Female, fitness.Male, fitness.Other, fitness.GenderUnknown}
	ages    = []int{0, 13, 15, 17, 18, 24, 40, 64, 65, 68, 90, 120}
)

// everyone is every combination of level, gender and age, with and without a
// resting pulse.
func everyone() []coach.Person {
	var people []coach.Person
	for _, level := range levels {
		for _, gender := range genders {
			for _, age := range ages {
				for _, resting := range []int{0, 60} {
					people = append(people, coach.Person{Name: "Robin", Age: age, Gender: gender, Level: level, RestingHeartRate: resting})
				}
			}
		}
	}
	return people
}

const (
	zones     = "What are my heart rate zones?"
	volume    = "How many days and sets should I train?"
	firstStep = "What should I do first?"
	hard      = "Can I do HIIT?"
)
