package api

import (
	"context"
	"time"

	"spotter/account"
	"spotter/coach"
)

type registerRequest struct {
	Body struct {
		Username  string `json:"username" doc:"3 to 32 of letters, digits and _ . -" example:"testuser"`
		Email     string `json:"email" example:"testuser@example.com"`
		Password  string `json:"password" doc:"8 to 256 characters (the least is a setting), none of the common ones." example:"correct horse battery staple"`
		Age       *int   `json:"age,omitempty" nullable:"true" minimum:"13" maximum:"120" doc:"Years." example:"30"`
		Gender    string `json:"gender,omitempty" nullable:"true" enum:"female,male,other" example:"female"`
		Level     string `json:"level,omitempty" nullable:"true" enum:"beginner,intermediate,expert" doc:"beginner when left out." example:"beginner"`
		FirstName string `json:"first_name,omitempty" nullable:"true" example:"Terry"`
		LastName  string `json:"last_name,omitempty" nullable:"true" example:"Tester"`
		Cookie    bool   `json:"cookie,omitempty" doc:"For browsers: also log in, the refresh token only as an HttpOnly cookie." example:"false"`
	}
}

type userReply struct {
	SetCookie []string `header:"Set-Cookie" hidden:"true"`
	Body      User
}

func (s *Server) register(ctx context.Context, in *registerRequest) (*userReply, error) {
	b := in.Body
	if err := s.cookieAllowed(ctx, b.Cookie); err != nil {
		return nil, err
	}
	application := account.Application{Username: b.Username, Email: b.Email, Password: b.Password, Profile: account.Profile{
		Gender: b.Gender, Level: b.Level, FirstName: b.FirstName, LastName: b.LastName,
	}}
	if b.Age != nil {
		application.Profile.Age = *b.Age
	}
	p, err := s.Accounts.Register(ctx, application, by(ctx))
	if err != nil {
		return nil, err
	}
	out := &userReply{Body: userOf(p)}
	if b.Cookie {
		out.SetCookie = s.cookiesOfNewPerson(ctx, p)
	}
	return out, nil
}

// cookiesOfNewPerson logs in whoever has just registered. Where that fails the
// account is there all the same: they log in by hand.
func (s *Server) cookiesOfNewPerson(ctx context.Context, p account.Person) []string {
	in, err := s.Accounts.StartSession(ctx, p, s.Authority.SigningKeyID(), by(ctx))
	var cookies []string
	if err == nil {
		cookies, err = s.signInCookies(ctx, in)
	}
	if err != nil {
		s.log.LogAttrs(ctx, levelWarn, "registered, but not logged in", requestAttrs(ctx, err)...)
		return nil
	}
	return cookies
}

func (s *Server) me(ctx context.Context, _ *struct{}) (*userReply, error) {
	p, err := s.Accounts.Person(ctx, uid(ctx))
	if err != nil {
		return nil, err
	}
	return &userReply{Body: userOf(p)}, nil
}

// uid is the user whose access token came with the request.
func uid(ctx context.Context) string { return exchangeOf(ctx).claims.Subject }

type patchRequest struct {
	Body struct {
		Age              Maybe[int]      `json:"age,omitzero" required:"false" minimum:"13" maximum:"120" doc:"Years."`
		Gender           Maybe[string]   `json:"gender,omitzero" required:"false" enum:"female,male,other"`
		Level            Maybe[string]   `json:"level,omitzero" required:"false" enum:"beginner,intermediate,expert"`
		FirstName        Maybe[string]   `json:"first_name,omitzero" required:"false"`
		LastName         Maybe[string]   `json:"last_name,omitzero" required:"false"`
		Goal             Maybe[string]   `json:"goal,omitzero" required:"false" enum:"strength,muscle,fat_loss,endurance,health"`
		Equipment        Maybe[[]string] `json:"equipment,omitzero" required:"false" doc:"Words of the exercise catalogue, such as dumbbell; [] is none. A word that it does not have is refused with all that it has."`
		DaysPerWeek      Maybe[int]      `json:"days_per_week,omitzero" required:"false" minimum:"1" maximum:"7"`
		RestingHeartRate Maybe[int]      `json:"resting_heart_rate,omitzero" required:"false" minimum:"30" maximum:"120" doc:"Beats per minute."`
		WeightKG         Maybe[float64]  `json:"weight_kg,omitzero" required:"false" minimum:"25" maximum:"350"`
		HeightCM         Maybe[float64]  `json:"height_cm,omitzero" required:"false" minimum:"100" maximum:"250"`
		Injuries         Maybe[string]   `json:"injuries,omitzero" required:"false" doc:"At most 500 characters."`
	}
}

func (s *Server) changeMe(ctx context.Context, in *patchRequest) (*userReply, error) {
	b := in.Body
	var err error
	if b.Equipment.Value, err = coach.CheckEquipment("equipment", b.Equipment.Value); err != nil {
		return nil, err
	}
	p, err := s.Accounts.ChangeProfile(ctx, uid(ctx), func(f *account.Profile) {
		b.Age.into(&f.Age)
		b.Gender.into(&f.Gender)
		b.Level.into(&f.Level)
		b.FirstName.into(&f.FirstName)
		b.LastName.into(&f.LastName)
		b.Goal.into(&f.Goal)
		b.Equipment.into(&f.Equipment)
		b.DaysPerWeek.into(&f.DaysPerWeek)
		b.RestingHeartRate.into(&f.RestingHeartRate)
		b.WeightKG.into(&f.WeightKG)
		b.HeightCM.into(&f.HeightCM)
		b.Injuries.into(&f.Injuries)
	}, func(before, after account.Profile) error {
		return s.Conversations.Overtake(ctx, uid(ctx), personOf(account.Person{Profile: before}), personOf(account.Person{Profile: after}))
	})
	if err != nil {
		return nil, err
	}
	return &userReply{Body: userOf(p)}, nil
}

type passwordRequest struct {
	Body struct {
		CurrentPassword string `json:"current_password" example:"correct horse battery staple"`
		NewPassword     string `json:"new_password" doc:"Another one than the current: to keep it would end the other sessions for nothing." example:"a better horse than before"`
	}
}

func (s *Server) changePassword(ctx context.Context, in *passwordRequest) (*struct{}, error) {
	claims := exchangeOf(ctx).claims
	judge(ctx, aPassword)
	return nil, s.Accounts.ChangePassword(ctx, claims.Subject, in.Body.CurrentPassword, in.Body.NewPassword, claims.SessionID, by(ctx))
}

type deleteRequest struct {
	Body struct {
		Password string `json:"password" example:"correct horse battery staple"`
	}
}

func (s *Server) deleteMe(ctx context.Context, in *deleteRequest) (*cookieReply, error) {
	judge(ctx, aPassword)
	if err := s.Accounts.Delete(ctx, uid(ctx), in.Body.Password, by(ctx)); err != nil {
		return nil, err
	}
	return s.cookiesGone(ctx), nil
}

// Export is all that is stored about a person.
type Export struct {
	User          User                   `json:"user"`
	Sessions      []SessionWire          `json:"sessions"`
	Events        []EventWire            `json:"events" doc:"What happened to the account in the last 90 days, the latest first."`
	Refusals      []RefusalWire          `json:"refusals" doc:"Credentials of this account that were not taken in the last day, the latest first, at most 1,000."`
	Keys          []KeyWire              `json:"keys" doc:"The personal keys, without themselves or their hashes."`
	Conversations []ExportedConversation `json:"conversations" doc:"All of them with all messages, the latest first."`
	Workouts      []WorkoutWire          `json:"workouts" doc:"All of them, the latest first."`
	Plan          *ExportedPlan          `json:"plan" doc:"What was chosen for the plan; null while there is none."`
	Memory        []FactWire             `json:"memory" doc:"What the coach remembers, the latest said first."`
	Tokens        []DayTokensWire        `json:"tokens" doc:"What the language model has cost you, the latest day first, for 31 days."`
}

// ExportedConversation is a conversation as an export holds it.
type ExportedConversation struct {
	ConversationWire
	Messages []MessageWire `json:"messages"`
}

// EventWire is a line of the audit log on the wire.
type EventWire struct {
	At        time.Time `json:"at"`
	Kind      string    `json:"kind" example:"signed_in"`
	SessionID *string   `json:"session_id"`
	Address   string    `json:"address" example:"192.0.2.7"`
	Agent     string    `json:"agent" example:"curl/8.5.0"`
	RequestID string    `json:"request_id"`
}

// RefusalWire is a refused credential on the wire.
type RefusalWire struct {
	At         time.Time  `json:"at"`
	RequestID  string     `json:"request_id"`
	Route      string     `json:"route" example:"POST /login"`
	Address    string     `json:"address" example:"192.0.2.7"`
	Status     int        `json:"status" example:"403"`
	Code       string     `json:"code" example:"invalid_credentials"`
	Credential string     `json:"credential" example:"password"`
	Reason     string     `json:"reason" example:"the password is wrong"`
	SessionID  *string    `json:"session_id"`
	TokenID    *string    `json:"token_id"`
	KeyID      *string    `json:"key_id"`
	ExpiresAt  *time.Time `json:"expires_at" doc:"Of the token."`
}

func refusalsOf(list []account.Refusal) []RefusalWire {
	out := make([]RefusalWire, len(list))
	for i, r := range list {
		out[i] = RefusalWire{
			At: r.At.UTC(), RequestID: r.RequestID, Route: r.Route, Address: r.Address, Status: r.Status, Code: r.Code,
			Credential: r.Credential, Reason: r.Reason, SessionID: known(r.SessionID), TokenID: known(r.TokenID), KeyID: known(r.KeyID),
		}
		if !r.ExpiresAt.IsZero() {
			at := r.ExpiresAt.UTC()
			out[i].ExpiresAt = &at
		}
	}
	return out
}
