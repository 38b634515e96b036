using Azure.Identity;
using Baseline.Diagnostics;

namespace Baseline.Arm.Client;

/// <summary>A sign-in that failed, in words.</summary>
internal static class SignIn
{
    private const string EntraCode = "AADSTS";

    /// <summary>
    /// In one sentence where nobody is signed in, or with what Microsoft Entra ID said where it refused. What else was tried is
    /// background.
    /// </summary>
    /// <param name="exception">What the credential said.</param>
    /// <param name="advice">What to do where nobody is signed in.</param>
    public static DiagnosticException Failed(AuthenticationFailedException exception, string advice)
    {
        var all = ErrorText.WithoutSecrets(exception.Message);
        var diagnostic = new Diagnostic(Severity.Error, "BL6001", "Azure sign-in failed", $"You are not signed in to Azure. {advice}");
        return new DiagnosticException(
            exception is CredentialUnavailableException ? diagnostic with { Background = all } : diagnostic with
            {
                Detail = $"No Azure access token was issued: {Reason(all)}",
                Fix = "Check the identity that signs in, and its secret, certificate or federation; --verbose shows all that was tried.",
                Background = all,
            });
    }

    /// <summary>The line with the code that can be looked up; else the first one.</summary>
    private static string Reason(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.FirstOrDefault(line => line.Contains(EntraCode, StringComparison.Ordinal)) is { } line
            ? line[line.IndexOf(EntraCode, StringComparison.Ordinal)..]
            : lines.FirstOrDefault("no reason was given.");
    }
}
