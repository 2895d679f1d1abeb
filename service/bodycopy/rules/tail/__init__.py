"""Author biographies, copyright, tags, correction and agency notes, contributors, disclaimers."""
