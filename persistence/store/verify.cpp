#include "docket/persistence/store/verify.hpp"
