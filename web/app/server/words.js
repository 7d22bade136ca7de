// inWords is a number of seconds as a person says it.
export function inWords(seconds) {
  if (seconds < 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

const sentences = {
  throttled: "Too many attempts.",
  not_found: "This is not there, or no longer.",
  busy: "Many people are signing in at this moment.",
  unavailable: "Spotter cannot reach its data at the moment.",
  shutting_down: "Spotter is restarting.",
  registration_closed: "Nobody can sign up here: ask whoever runs this Spotter for an account.",
  invalid_credentials: "This e-mail address or username and this password do not belong together.",
  conversation_full: "There is no more room in this conversation: begin a new one.",
  too_many_streams: "You follow many answers at once already: close one of the other tabs.",
};

// wordsOf is what a person is told of an error: what has happened, and what to do.
export function wordsOf(error) {
  const sentence = sentences[error.code] ?? error.message;
  if (error.wait > 0) return `${sentence.replace(/:? try again shortly\.$/, ".")} Try again in ${inWords(error.wait)}.`;
  return sentence;
}
