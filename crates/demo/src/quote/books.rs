//! The quotations. All are in the public domain: the authors died between 1817 and 1910.

/// A book and what is quoted from it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Book {
    pub(super) author: &'static str,
    pub(super) title: &'static str,
    pub(super) quotations: &'static [Quotation],
}

/// A sentence or a little more, as the book has it but for a capital at the start and a stop at the end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quotation {
    /// The volume of the first edition; 1 for books that came in one.
    pub(super) part: u8,
    /// The chapter, counted anew in each part, as the first editions do.
    pub(super) chapter: u8,
    pub(super) text: &'static str,
}

const fn quotation(part: u8, chapter: u8, text: &'static str) -> Quotation {
    Quotation { part, chapter, text }
}

/// All books, each with its quotations in the order in which they stand there.
pub(super) const BOOKS: &[Book] = &[
    Book {
        author: "Lewis Carroll",
        title: "Alice's Adventures in Wonderland",
        quotations: &[
            quotation(
                1,
                1,
                "Either the well was very deep, or she fell very slowly, for she had plenty of time as she \
                 went down to look about her and to wonder what was going to happen next.",
            ),
            quotation(
                1,
                1,
                "She generally gave herself very good advice (though she very seldom followed it).",
            ),
            quotation(1, 2, "Curiouser and curiouser!"),
            quotation(1, 3, "Everybody has won, and all must have prizes."),
            quotation(
                1,
                4,
                "I almost wish I hadn't gone down that rabbit-hole—and yet—and yet—it's rather curious, \
                 you know, this sort of life!",
            ),
            quotation(
                1,
                5,
                "One side will make you grow taller, and the other side will make you grow shorter.",
            ),
            quotation(1, 6, "We're all mad here. I'm mad. You're mad."),
            quotation(1, 7, "Why is a raven like a writing-desk?"),
            quotation(1, 7, "Twinkle, twinkle, little bat! How I wonder what you're at!"),
            quotation(1, 7, "It's always six o'clock now."),
            quotation(1, 8, "I've read that in some book, but I don't remember where."),
            quotation(1, 9, "Everything's got a moral, if only you can find it."),
            quotation(1, 9, "Take care of the sense, and the sounds will take care of themselves."),
            quotation(1, 10, "It's no use going back to yesterday, because I was a different person then."),
            quotation(
                1,
                12,
                "“Begin at the beginning,” the King said gravely, “and go on till you come to the end: \
                 then stop.”",
            ),
            quotation(1, 12, "Sentence first—verdict afterwards."),
            quotation(1, 12, "You're nothing but a pack of cards!"),
        ],
    },
    Book {
        author: "Lewis Carroll",
        title: "Through the Looking-Glass",
        quotations: &[
            quotation(1, 1, "'Twas brillig, and the slithy toves / Did gyre and gimble in the wabe"),
            quotation(
                1,
                1,
                "Somehow it seems to fill my head with ideas—only I don't exactly know what they are!",
            ),
            quotation(
                1,
                2,
                "Now, here, you see, it takes all the running you can do, to keep in the same place.",
            ),
            quotation(
                1,
                4,
                "If it was so, it might be; and if it were so, it would be; but as it isn't, it ain't. \
                 That's logic.",
            ),
            quotation(1, 5, "The rule is, jam to-morrow and jam yesterday—but never jam to-day."),
            quotation(1, 5, "It's a poor sort of memory that only works backwards."),
            quotation(
                1,
                5,
                "Why, sometimes I've believed as many as six impossible things before breakfast.",
            ),
            quotation(
                1,
                6,
                "“When I use a word,” Humpty Dumpty said in rather a scornful tone, “it means just what I \
                 choose it to mean—neither more nor less.”",
            ),
            quotation(1, 7, "To be able to see Nobody! And at that distance, too!"),
            quotation(1, 8, "It's my own invention."),
            quotation(1, 9, "It isn't etiquette to cut any one you've been introduced to."),
            quotation(1, 12, "Life, what is it but a dream?"),
        ],
    },
    Book {
        author: "Jane Austen",
        title: "Pride and Prejudice",
        quotations: &[
            quotation(
                1,
                1,
                "It is a truth universally acknowledged, that a single man in possession of a good \
                 fortune, must be in want of a wife.",
            ),
            quotation(1, 5, "I could easily forgive his pride, if he had not mortified mine."),
            quotation(
                1,
                5,
                "Pride relates more to our opinion of ourselves, vanity to what we would have others think \
                 of us.",
            ),
            quotation(1, 6, "Happiness in marriage is entirely a matter of chance."),
            quotation(
                1,
                6,
                "A lady's imagination is very rapid; it jumps from admiration to love, from love to \
                 matrimony in a moment.",
            ),
            quotation(1, 11, "My good opinion once lost is lost for ever."),
            quotation(
                1,
                20,
                "An unhappy alternative is before you, Elizabeth. From this day you must be a stranger to \
                 one of your parents.",
            ),
            quotation(2, 1, "There are few people whom I really love, and still fewer of whom I think well."),
            quotation(2, 4, "What are men to rocks and mountains?"),
            quotation(
                2,
                8,
                "There is a stubbornness about me that never can bear to be frightened at the will of \
                 others.",
            ),
            quotation(2, 11, "In vain have I struggled. It will not do. My feelings will not be repressed."),
            quotation(2, 13, "Till this moment, I never knew myself."),
            quotation(2, 17, "One has got all the goodness, and the other all the appearance of it."),
            quotation(
                3,
                1,
                "And at that moment she felt that to be mistress of Pemberley might be something!",
            ),
            quotation(
                3,
                15,
                "For what do we live, but to make sport for our neighbours, and laugh at them in our turn?",
            ),
            quotation(3, 16, "Think only of the past as its remembrance gives you pleasure."),
            quotation(3, 18, "I was in the middle before I knew that I had begun."),
        ],
    },
    Book {
        author: "Jane Austen",
        title: "Emma",
        quotations: &[
            quotation(
                1,
                1,
                "Emma Woodhouse, handsome, clever, and rich, with a comfortable home and happy \
                 disposition, seemed to unite some of the best blessings of existence.",
            ),
            quotation(1, 8, "Vanity working on a weak head, produces every sort of mischief."),
            quotation(1, 8, "Better be without sense, than misapply it as you do."),
            quotation(1, 9, "One half of the world cannot understand the pleasures of the other."),
            quotation(1, 13, "The folly of people's not staying comfortably at home when they can!"),
            quotation(
                2,
                4,
                "Human nature is so well disposed towards those who are in interesting situations, that a \
                 young person, who either marries or dies, is sure of being kindly spoken of.",
            ),
            quotation(
                2,
                8,
                "Surprizes are foolish things. The pleasure is not enhanced, and the inconvenience is \
                 often considerable.",
            ),
            quotation(3, 6, "It was a sweet view—sweet to the eye and the mind."),
            quotation(3, 7, "It was badly done, indeed!"),
            quotation(3, 13, "If I loved you less, I might be able to talk about it more."),
            quotation(3, 13, "Seldom, very seldom, does complete truth belong to any human disclosure."),
        ],
    },
    Book {
        author: "Mary Shelley",
        title: "Frankenstein",
        quotations: &[
            quotation(1, 1, "The world was to me a secret, which I desired to discover."),
            quotation(
                1,
                3,
                "Life and death appeared to me ideal bounds, which I should first break through, and pour \
                 a torrent of light into our dark world.",
            ),
            quotation(1, 3, "A new species would bless me as its creator and source."),
            quotation(
                1,
                4,
                "It was on a dreary night of November, that I beheld the accomplishment of my toils.",
            ),
            quotation(
                1,
                4,
                "The different accidents of life are not so changeable as the feelings of human nature.",
            ),
            quotation(2, 2, "I was benevolent and good; misery made me a fiend."),
            quotation(2, 2, "I ought to be thy Adam; but I am rather the fallen angel."),
            quotation(
                2,
                5,
                "Of what a strange nature is knowledge! It clings to the mind, when it has once seized on \
                 it, like a lichen on the rock.",
            ),
            quotation(2, 9, "If I cannot inspire love, I will cause fear."),
            quotation(3, 3, "Beware; for I am fearless, and therefore powerful."),
            quotation(3, 3, "You are my creator, but I am your master;—obey!"),
            quotation(3, 6, "Nothing is so painful to the human mind as a great and sudden change."),
            quotation(3, 7, "Seek happiness in tranquillity, and avoid ambition."),
            quotation(3, 7, "He was soon borne away by the waves, and lost in darkness and distance."),
        ],
    },
    Book {
        author: "Mark Twain",
        title: "The Adventures of Tom Sawyer",
        quotations: &[
            quotation(
                1,
                2,
                "Saturday morning was come, and all the summer world was bright and fresh, and brimming \
                 with life.",
            ),
            quotation(1, 2, "Does a boy get a chance to whitewash a fence every day?"),
            quotation(
                1,
                2,
                "Work consists of whatever a body is obliged to do, and Play consists of whatever a body \
                 is not obliged to do.",
            ),
            quotation(
                1,
                22,
                "To promise not to do a thing is the surest way in the world to make a body want to go and \
                 do that very thing.",
            ),
            quotation(
                1,
                25,
                "There comes a time in every rightly-constructed boy's life when he has a raging desire to \
                 go somewhere and dig for hidden treasure.",
            ),
        ],
    },
    Book {
        author: "Mark Twain",
        title: "Adventures of Huckleberry Finn",
        quotations: &[
            quotation(
                1,
                1,
                "You don't know about me without you have read a book by the name of The Adventures of Tom \
                 Sawyer; but that ain't no matter.",
            ),
            quotation(1, 3, "I set down one time back in the woods, and had a long think about it."),
            quotation(
                1,
                18,
                "Other places do seem so cramped up and smothery, but a raft don't. You feel mighty free \
                 and easy and comfortable on a raft.",
            ),
            quotation(1, 19, "It's lovely to live on a raft."),
            quotation(
                1,
                26,
                "Hain't we got all the fools in town on our side? And ain't that a big enough majority in \
                 any town?",
            ),
            quotation(1, 33, "Human beings can be awful cruel to one another."),
            quotation(1, 43, "I can't stand it. I been there before."),
        ],
    },
];
