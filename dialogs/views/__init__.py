"""What a person sees: questions, review, plan, papers, pages."""
