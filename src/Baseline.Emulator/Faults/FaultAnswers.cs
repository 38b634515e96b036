using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;

namespace Baseline.Emulator.Faults;

/// <summary>What a client gets to see of a fault that is an answer.</summary>
internal static class FaultAnswers
{
    private const string Page =
        "<!DOCTYPE html><html><head><title>Our services aren't available right now</title></head><body><p>Error</p></body></html>";

    private static readonly int[] Waits = [2, 11, 12, 14];
    private static readonly int[] ServerErrors = [500, 502, 503];

    public static ArmResponse Of(Fault fault, ArmCall call) => fault.Kind switch
    {
        FaultKind.Throttled => Error(fault, 429, "SubscriptionRequestsThrottled", "The limit of requests is exceeded.")
            .With("Retry-After", Waits[fault.Random.Variant(Waits.Length)].ToString(CultureInfo.InvariantCulture)),
        FaultKind.ThrottledSilently => Silently(fault),
        FaultKind.ServerError => ServerError(fault),
        FaultKind.ErrorPage => new ArmResponse(
            503,
            [new("Content-Type", "text/html"), new("x-azure-externalerror", "0x80072ee7,OriginTimeout")],
            Encoding.UTF8.GetBytes(Page)),
        FaultKind.GatewayTimeout => Error(fault, 504, "GatewayTimeout", "The gateway did not receive a response in time."),
        FaultKind.Busy => Error(fault, 409, BusyCode(call), "Another operation is in progress on this resource."),
        FaultKind.NotSpread => NotSpread(fault, call),
        FaultKind.ExpiredToken => Answer.Refused(401, "ExpiredAuthenticationToken", "The access token has expired.")
            .With("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"The access token has expired.\""),
        FaultKind.Forbidden => Answer.Refused(
            403,
            "AuthorizationFailed",
            $"The client '{Caller.ClientId}' with object id '{Caller.ObjectId}' does not have authorization to perform action "
            + $"'{call.Path.Namespace}/{call.Path.TypeNames}/{(call.IsRead ? "read" : "write")}' over scope "
            + $"'{call.Path.Scope.Text}' or the scope is invalid."),
        FaultKind.Broken => Error(fault, 500, "InternalServerError", "The server has encountered an error."),
        FaultKind.ConnectionRefused => ArmResponse.NoAnswer(ConnectionEnd.Refused),
        FaultKind.AnswerLost => ArmResponse.NoAnswer(ConnectionEnd.Lost),
        FaultKind.StaleRead or FaultKind.EmptyPage or FaultKind.UnknownMembers =>
            throw new ArgumentException($"{fault.Kind} changes an answer and is none of its own.", nameof(fault)),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "No such fault."),
    };

    /// <summary>The address of the same list again, as the next page of an empty one.</summary>
    public static ArmResponse EmptyPage(ArmCall call) =>
        Answer.Ok(new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = call.PageLink(0) });

    private static ArmResponse Silently(Fault fault) => fault.Random.Variant(3) switch
    {
        0 => Error(fault, 429, "ResourceRequestsThrottled", "The limit of requests is exceeded. Please try again after '9' seconds."),
        1 => Error(fault, 429, "429", "Too many requests."),
        _ => Error(fault, 429, "RetryableError", "A retryable error occurred."),
    };

    // Only a body may be missing; what a client must know of a 4xx stands in it.
    private static ArmResponse ServerError(Fault fault) =>
        ServerErrors[fault.Random.Variant(ServerErrors.Length)] is var status && fault.Random.Form(4) == 0
            ? Answer.Empty(status)
            : Error(fault, status, "InternalServerError", "The server has encountered an error.");

    private static ArmResponse NotSpread(Fault fault, ArmCall call) =>
        call.Path.Type == "microsoft.authorization/roleassignments"
            ? Error(fault, 400, "PrincipalNotFound", "The principal does not exist in the directory.")
            : Error(
                fault,
                400,
                "KeyVaultAuthenticationFailure",
                "The operation failed because of an authentication issue on the key vault.");

    private static string BusyCode(ArmCall call) =>
        call.Path.Type.StartsWith("microsoft.keyvault/", StringComparison.Ordinal) ? "ConflictError"
        : call.Path.Type.StartsWith("microsoft.storage/", StringComparison.Ordinal) ? "StorageAccountOperationInProgress"
        : "AnotherOperationInProgress";

    /// <summary>An error in one of the forms that Azure's providers send (docs/azure.md#forms-of-errors).</summary>
    private static ArmResponse Error(Fault fault, int status, string code, string message) => fault.Random.Form(3) switch
    {
        0 => Answer.Error(status, code, message),
        1 => Answer.Bare(status, code, message),
        _ => Answer.Of(status, new JsonObject { ["Code"] = code, ["Message"] = message, ["Details"] = new JsonArray() }),
    };
}
