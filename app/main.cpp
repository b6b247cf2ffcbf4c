#include "docket/app/program/program.hpp"

int main(int argc, char** argv) { return docket::app::run_program(argc, argv); }
