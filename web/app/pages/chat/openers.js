const ofGoal = {
  strength: "How heavy should I lift to get stronger?",
  muscle: "How many sets a week build muscle?",
  fat_loss: "How much should I eat to lose fat?",
  endurance: "How do I build endurance?",
  health: "How much should I move to stay healthy?",
};

// openersFor is what somebody may ask who does not know what to ask: it goes by their goal and by how much they have trained.
export function openersFor({ goal, level }) {
  return [ofGoal[goal] ?? "What are my heart-rate zones?", "What should I do today?", "Make me a plan for the week",
    level === "beginner" ? "How do I begin?" : "When should I add weight?"];
}
