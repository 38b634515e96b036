using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Files;

/// <summary>What the system says of a failure reads as sentences.</summary>
public sealed class ExceptionTextTests
{
    [Fact]
    public void Nobody_is_sent_to_an_inner_exception_and_what_it_says_is_there() => Assert.Equal(
        "The SSL connection could not be established. The remote certificate is invalid.",
        ExceptionText.Of(new HttpRequestException(
            "The SSL connection could not be established, see inner exception.",
            new InvalidOperationException("The remote certificate is invalid."))));

    [Fact]
    public void What_was_said_already_is_not_said_again() => Assert.Equal(
        "Name or service not known (host:443)",
        ExceptionText.Of(new HttpRequestException("Name or service not known (host:443)", new IOException("Name or service not known"))));
}
