#pragma once

namespace docket::app {

// Makes sure that descriptors 0, 1 and 2 are taken. A shell may start the program with one of them closed;
// the next file that is opened, the database above all, would get its number and what is printed would be
// written into it. The stand-ins refuse what they are for, so that a closed standard output is an error when
// it is written to.
void guard_standard_descriptors() noexcept;

// A closed pipe is then an error of the write, with words, and not the death of the program.
void ignore_broken_pipes() noexcept;

} // namespace docket::app
