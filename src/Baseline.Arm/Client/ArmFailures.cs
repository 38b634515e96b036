using Baseline.Azure;
using Baseline.Diagnostics;

namespace Baseline.Arm.Client;

/// <summary>The one place where what Azure says becomes what the tool says.</summary>
public static class ArmFailures
{
    /// <summary>A failed write or read as a diagnostic: what was asked, of what, what Azure said, and what would help.</summary>
    public static Diagnostic Describe(ArmFailure failure)
    {
        var (code, summary, fix) = FailureMeaning.Of(failure);
        var correlation = failure.CorrelationId is null ? "" : $", correlation {failure.CorrelationId}";
        var answer = failure.Status == 0 ? $"{failure.Code}{correlation}" : $"{failure.Status} {failure.Code}{correlation}";
        var outcome = failure.OutcomeUnknown ? " The request may have taken effect all the same." : "";
        var resource = failure.Operation.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? failure.Operation[at..] : null;

        // The resource stands above the sentence, and need not stand in it again.
        var verb = resource is null ? failure.Operation : failure.Operation[..^resource.Length].TrimEnd();
        return new Diagnostic(
            Severity.Error, code, summary, $"{verb} failed ({answer}): {failure.Message}{outcome}", fix, Resource: resource);
    }

    /// <summary>The action and scope that a 403 says are missing; null where it names none.</summary>
    public static (string Action, string Scope)? MissingPermission(ArmFailure failure) =>
        failure.Status == 403 ? ErrorText.MissingPermission(failure.Message) : null;

    internal static ArmFailure Throttled(TimeSpan remaining) => new(
        429,
        "TooManyRequests",
        $"Azure throttles this caller for another {Math.Ceiling(remaining.TotalSeconds)} seconds, longer than the tool waits.");

    internal static ArmFailure Lost(Exception exception, bool neverArrived) =>
        exception is OperationCanceledException
            ? new ArmFailure(0, "Timeout", "No answer came in time.", OutcomeUnknown: true)
            : new ArmFailure(0, "ConnectionFailed", ErrorText.WithoutSecrets(ExceptionText.Of(exception)), OutcomeUnknown: !neverArrived);

    internal static DiagnosticException SubscriptionsUnlisted(ArmFailure error) => new(new Diagnostic(
        Severity.Error,
        "BL6002",
        "The subscriptions of the tenant can't be listed",
        $"GET /subscriptions failed ({error.Status} {error.Code}): {error.Message} Without the list nothing is known of the tenant.",
        "Try again, or name the subscriptions in scope.subscriptions."));

    internal static DiagnosticException UnprotectedEndpoint(Uri endpoint) => new(new Diagnostic(
        Severity.Error,
        "BL6003",
        "The endpoint is not protected",
        $"{endpoint} does not use https, so the token would be readable on the way.",
        "Give an endpoint that starts with https://."));

    /// <summary>Whether a refusal means that the provider is not registered, so that nothing of it can exist.</summary>
    internal static bool IsUnregistered(ArmFailure error) =>
        error is { Status: 409, Code: "MissingSubscriptionRegistration" } or { Status: 400 or 409, Code: "SubscriptionNotRegistered" };
}
