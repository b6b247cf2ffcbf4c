#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <cstdlib>

// Properties are tried with the same cases each time, unless RC_PARAMS asks for others: RC_PARAMS="seed=1
// max_success=10000".
int main(int argc, char** argv) {
  setenv("RC_PARAMS", "seed=20260301 max_success=1000", 0);
  return Catch::Session().run(argc, argv);
}
