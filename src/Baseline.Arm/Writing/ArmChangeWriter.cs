using System.Text.Json;
using Azure.Core;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Diagnostics;

namespace Baseline.Arm.Writing;

/// <summary>
/// Reads and writes single resources of a Resource Manager. A write is followed to its end; what is known to pass is tried again
/// within a budget; a write whose outcome is not known is said to be so, and never sent twice.
/// </summary>
public sealed class ArmChangeWriter(ArmConnection connection) : IChangeWriter
{
    /// <inheritdoc/>
    public async Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken)
    {
        var operation = $"GET {resource}";
        try
        {
            var answer = await connection.GetAsync(resource, apiVersion, cancellationToken);
            return answer.Failure is { } error && ResourceId.TryParse(resource, out var id) && Absence.Of(id.Type, error.Status, error.Code)
                ? new WriteResult(default, null)
                : ToResult(answer, operation);
        }
        catch (DiagnosticException exception)
        {
            return SignInFailed(exception, operation);
        }
    }

    /// <inheritdoc/>
    public async Task<WriteResult> WriteAsync(
        string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
    {
        var operation = $"{method} {resource}";
        if (ArmUri.Of(connection.Options.Cloud.Endpoint, resource, apiVersion) is not { } uri)
        {
            return new WriteResult(
                default, new ArmFailure(0, "InvalidResourceId", "That is not an id that can be written to.", operation));
        }

        try
        {
            var type = ResourceId.TryParse(resource, out var id) ? id.Type : "";
            return ToResult(await WriteAsync(new RequestMethod(method), uri, type, body, ifMatch, cancellationToken), operation);
        }
        catch (DiagnosticException exception)
        {
            return SignInFailed(exception, operation);
        }
    }

    private async Task<ArmAnswer> WriteAsync(
        RequestMethod method, Uri uri, string type, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
    {
        var options = connection.Options;
        var deadline = options.Clock.GetUtcNow() + options.WriteBudget;
        var retries = new RetryBudget(options, deadline);
        while (true)
        {
            var first = await connection.SendAsync(method, uri, body, ifMatch ?? WhatIsThere(method, type), deadline, cancellationToken);
            var answer = await FinishAsync(first, new LongRunningOperation(connection, method, uri, type, deadline), cancellationToken);
            if (answer.Failure is not { } error)
            {
                // Of the write, and not of the last look at how far it is.
                return answer with { CorrelationId = first.CorrelationId ?? answer.CorrelationId };
            }

            if (IsAsWanted(method, type, error))
            {
                return new ArmAnswer(answer.Status, default, null)
                {
                    ExistsUnderAnotherName = method != RequestMethod.Delete,
                    CorrelationId = error.CorrelationId,
                };
            }

            if (retries.WaitFor(error, answer.RetryAfter) is not { } wait)
            {
                return answer;
            }

            options.Observer?.Retrying($"{method} {RedactedAddress.Of(uri)}", error.Code, wait);
            await Task.Delay(wait, options.Clock, cancellationToken);
        }
    }

    /// <summary>Azure takes no deletion of such a policy without the header (docs/azure.md#immutable-containers).</summary>
    private static string? WhatIsThere(RequestMethod method, string type) =>
        method == RequestMethod.Delete && TypeNames.ImmutabilityPolicy.Equals(type, StringComparison.OrdinalIgnoreCase) ? "*" : null;

    /// <summary>Waits for the end of a write; a token that can't be renewed meanwhile leaves its outcome open.</summary>
    private static async Task<ArmAnswer> FinishAsync(
        ArmAnswer first, LongRunningOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.FinishAsync(first, cancellationToken);
        }
        catch (DiagnosticException exception)
        {
            return new ArmAnswer(0, default, new ArmFailure(0, "SignInFailed", exception.Diagnostics[0].Detail, OutcomeUnknown: true));
        }
    }

    /// <summary>Refusals that say that what is wanted is there already, or gone already.</summary>
    private static bool IsAsWanted(RequestMethod method, string type, ArmFailure error) =>
        error is { Status: 409, Code: "RoleAssignmentExists" }
        || (method == RequestMethod.Delete && error is { OutcomeUnknown: false }
            && (Absence.Of(type, error.Status, error.Code) || Absence.OfParent(error.Status, error.Code)));

    private static WriteResult ToResult(ArmAnswer answer, string operation) =>
        answer.Failure is { } error
            ? new WriteResult(default, error with { Operation = operation })
            : new WriteResult(answer.Body, null)
            {
                ExistsUnderAnotherName = answer.ExistsUnderAnotherName,
                CorrelationId = answer.CorrelationId,
            };

    private static WriteResult SignInFailed(DiagnosticException exception, string operation)
    {
        var diagnostic = exception.Diagnostics[0];
        return new WriteResult(default, new ArmFailure(0, "SignInFailed", diagnostic.Detail, operation)) { SignIn = diagnostic };
    }
}
