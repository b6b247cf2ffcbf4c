#include "docket/service/http/unanswered.hpp"

namespace docket::service {

std::string why_unanswered(httplib::Error error) {
  using enum httplib::Error;
  switch (error) {
  case Connection: return "it cannot be connected to";
  case ConnectionTimeout: return "it cannot be connected to in time";
  case Read: return "it gave no answer, or none in time";
  case Write: return "it does not take the request";
  case SSLConnection: return "it does not speak TLS as it should";
  case SSLLoadingCerts: return "the certificates that are trusted cannot be read";
  case SSLServerVerification: return "its certificate is not one that is trusted";
  default: return httplib::to_string(error); // What no call of ours meets.
  }
}

} // namespace docket::service
