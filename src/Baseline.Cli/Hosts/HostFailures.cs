using System.Globalization;
using Baseline.Diagnostics;
using Baseline.Estates.Redaction;

namespace Baseline.Cli.Hosts;

/// <summary>Says why a host did not do what it was asked, and what to do about it. The token never stands in it.</summary>
/// <param name="place">Where the host is.</param>
internal sealed class HostFailures(HostPlace place)
{
    private string Host => place.Endpoint.Host;

    /// <summary>The token is not taken.</summary>
    public DiagnosticException Unauthorized(HostRequest request) => Error(
        "BL7003", "Host does not take the token", $"{Host} did not accept the token for {request.Subject}.",
        $"Give a token of this host that is still valid, in {HostEnvironment.TokenVariable(place.Host)}.{JobToken()}");

    /// <summary>The token may not do it.</summary>
    public DiagnosticException Forbidden(HostRequest request, string words) => Error(
        "BL7004", "Host permission is missing", $"{Host} does not let the token's account write to {request.Subject}.{Said(words)}",
        $"Give it {request.Permission}.{JobToken()}");

    /// <summary>It is not there, or the token can't see it.</summary>
    public DiagnosticException NotFound(HostRequest request, string words) => Error(
        "BL7005", "Not found on the host",
        $"{Host} knows nothing of {request.Subject}, or hides it from the token's account.{Said(words)}",
        $"Check --repository and --pull-request; and whether the token has {request.Permission}.{JobToken()}");

    /// <summary>No answer came.</summary>
    public DiagnosticException Unreachable(HostRequest request, string reason) => Error(
        "BL7006", "Host does not answer", $"{Host} could not be asked about {request.Subject}: {reason.TrimEnd('.')}.",
        "Check the address (--endpoint), the network and the proxy; then run it again.");

    /// <summary>It asks to wait for longer than makes sense, or again and again.</summary>
    public DiagnosticException Busy(HostRequest request, TimeSpan pause) => Error(
        "BL7006", "Host does not answer",
        $"{Host} puts off what is asked about {request.Subject}"
            + (pause > TimeSpan.Zero
                ? string.Create(CultureInfo.InvariantCulture, $": it takes no more for {Math.Ceiling(pause.TotalSeconds):0} s.")
                : ", again and again."),
        "Run it again later. What is on the host already stays there.");

    /// <summary>It says no for another reason.</summary>
    public DiagnosticException Refused(HostRequest request, int status, string words) => Error(
        "BL7007", "Host refuses the request", $"{Host} answered {status} to {request.Method} for {request.Subject}.{Said(words)}",
        "Check that --host and --endpoint name the host that the repository is on.");

    /// <summary>It answers something that is no JSON.</summary>
    public DiagnosticException NoJson(HostRequest request) => Error(
        "BL7007", "Host refuses the request", $"{Host} answered something that is no JSON to {request.Method} for {request.Subject}.",
        "Check that --host and --endpoint name the API of the host that the repository is on.");

    private string JobToken() => place.Host == HostName.GitLab
        ? " The token of the job, CI_JOB_TOKEN, can't write comments or issues: make a project access token."
        : "";

    private string Said(string words) =>
        words.Length == 0 ? "" : $" It says: {SecretText.Hide(words.Replace(place.Token, "…", StringComparison.Ordinal)).TrimEnd('.')}.";

    private static DiagnosticException Error(string code, string summary, string detail, string fix) =>
        new(new Diagnostic(Severity.Error, code, summary, detail, fix));
}
