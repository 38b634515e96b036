using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>
/// Whether a subscription uses a resource provider. The estate says so with the provider's registrationState; what it does
/// not hold is registered.
/// </summary>
internal sealed class RegistrationRules(Tenant tenant)
{
    /// <summary>
    /// The refusal of a write to a provider that the subscription has not registered (docs/azure.md#provider-registration).
    /// </summary>
    public ArmResponse? Refusal(ArmCall call)
    {
        // Microsoft.Insights says it in words of its own.
        var (provider, path) = (call.Path.Namespace, call.Path);
        var isOfProvider = !path.Type.StartsWith("microsoft.resources/", StringComparison.Ordinal);
        return call.IsRead || !isOfProvider || provider.Same("Microsoft.Insights") || IsRegistered(path.Subscription, provider)
            ? null
            : Answer.Refused(
                409,
                "MissingSubscriptionRegistration",
                $"The subscription is not registered to use namespace '{provider}'. See https://aka.ms/rps-not-found for how to "
                + "register subscriptions.");
    }

    public bool IsRegistered(string? subscription, string provider) =>
        subscription is null
        || tenant.Resources.Find($"/subscriptions/{subscription}/providers/{provider}")?.Body["registrationState"].AsText()
            is not { } state
        || state.Same("Registered")
        || state.Same("Registering");
}
