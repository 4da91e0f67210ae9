"""What a person is asked, and what is said before and after a letter is written."""

from collections.abc import Mapping

from article21.interface import N_, NN_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # How to answer.
    "how-to-answer": N_(
        "Enter accepts what is offered, or skips the question. < goes back. Ctrl-C ends: nothing is written before you confirm."
    ),
    "how-to-choose": N_("Type a number:"),
    "how-to-choose-several": N_("Type the numbers of all that apply, such as 1 4 (Enter: none):"),
    "how-to-write": N_(
        "Enter begins a new line; where nothing is written, it skips the question. Ctrl-D ends. Ctrl-X, then Ctrl-E opens your editor."
    ),
    "how-to-write-lines": N_("End with a line that holds only a dot."),
    "not-number": N_("Type a number from 1 to %(limit)s."),
    "not-numbers": N_("Type numbers from 1 to %(limit)s, with spaces between them."),
    "no-way-back": N_("This is the first question."),
    "yes": N_("yes"),
    "no": N_("no"),
    "none": N_("none"),
    "not-given": N_("not given"),
    "answer-optional": N_("Optional:"),
    # Questions.
    "ask-account": N_("Do you have a LinkedIn account?"),
    "ask-country": N_("Where do you live? Type a country, state or province:"),
    "ask-which-place": N_("Several places are called “%(given)s”. Which one do you live in?"),
    "ask-near-place": N_("“%(given)s” is not a place known here. Did you mean one of these?"),
    "none-of-these": N_("None of these"),
    "ask-region": N_(
        "Your law or your authority depends on where in the country you live. Which part is it?"
    ),
    "another-region": N_("Another part, or I don't want to say"),
    "ask-language": N_("Which language should the letter be in?"),
    "another-language": N_("Another language"),
    "ask-another-language": N_("Type the name of a language:"),
    "ask-name": N_("Your name, as your account shows it:"),
    "ask-name-without-account": N_("Your name:"),
    "ask-email": N_("The e-mail address of your LinkedIn account (several: with commas between them):"),
    "ask-email-without-account": N_("Your e-mail address:"),
    "ask-grounds": N_(
        "Which of these are true for you? The law where you live asks for grounds from your own situation."
    ),
    "ask-grounds-freely": N_("Which of these are true for you? Your letter can name them as your grounds."),
    "ground-says": N_("Your letter will say:"),
    "ask-own-words": N_(
        "What else is there to say of your situation, in your own words? Your letter repeats them exactly, so use its language."
    ),
    "own-words-kept": NN_(
        "%(count)s character is kept, exactly as you wrote it.",
        "%(count)s characters are kept, exactly as you wrote them.",
    ),
    "own-words-counted": NN_(
        "%(count)s character of at most %(limit)s", "%(count)s characters of at most %(limit)s"
    ),
    "own-words-to-shorten": N_("Nothing is lost: here is your text again. Shorten it."),
    "ask-without-grounds": N_(
        "Without grounds the letter is easier to refuse. Do you want to write it without grounds?"
    ),
    "ask-profile": N_("The address of your LinkedIn profile:"),
    "ask-content": N_(
        "Web addresses of what is published about you, so that LinkedIn can find it (several: with spaces between them):"
    ),
    "ask-address": N_("Your postal address without the country, line by line; an empty line ends it:"),
    "ask-setting": N_(
        "The day on which you turned off LinkedIn's setting “Data for Generative AI Improvement” (year-month-day):"
    ),
    # The summary.
    "summary": N_("This is what will be written:"),
    "label-account": N_("LinkedIn account"),
    "label-country": N_("Place of residence"),
    "label-law": N_("Law"),
    "label-company": N_("Addressed to"),
    "label-authority": N_("Authority"),
    "label-language": N_("Language"),
    "label-name": N_("Name"),
    "label-email": N_("E-mail"),
    "label-grounds": N_("Grounds"),
    "label-because": N_("Own words"),
    "label-profile": N_("Profile"),
    "label-content": N_("Published about you"),
    "label-address": N_("Postal address"),
    "label-setting": N_("Setting turned off"),
    "label-due": N_("Answer due"),
    "label-files": N_("Files"),
    "ask-to-confirm": N_("Enter writes the letter. To change a line, type its number:"),
    "nothing-written": N_("Nothing was written."),
    "characters-unprintable": N_(
        "The PDF can't print these characters: %(characters)s. The other formats can."
    ),
    # After writing.
    "letter-described": NN_(
        "Your letter is ready. Language: %(language)s. Law: %(law)s. Length: %(count)s page. Answer due: %(day)s.",
        "Your letter is ready. Language: %(language)s. Law: %(law)s. Length: %(count)s pages. Answer due: %(day)s.",
    ),
    "letter-described-without-pages": N_(
        "Your letter is ready. Language: %(language)s. Law: %(law)s. Answer due: %(day)s."
    ),
    "written": N_("Written: %(paths)s"),
    "replaced": N_("Replaced, because it is the same letter: %(paths)s"),
    "answers-kept": N_(
        "%(file)s holds your answers, so that you can change the letter. Don't send this file."
    ),
    "next-setting": N_(
        "Next: turn off the setting at LinkedIn, then open %(file)s. It says what goes where and what to keep."
    ),
    "next-kit": N_("Next: open %(file)s. It says what goes where and what to keep."),
    "next-letter": N_("Next: read your letter."),
    "to-change": N_("To change the letter: %(command)s"),
    "not-opened": N_("%(path)s could not be opened here. Open it yourself."),
}
