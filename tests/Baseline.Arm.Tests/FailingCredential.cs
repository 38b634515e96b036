using Azure.Core;
using Azure.Identity;

namespace Baseline.Arm.Tests;

/// <summary>A credential that gives no token.</summary>
/// <param name="isUnavailable">Whether nobody is signed in; else the sign-in is refused.</param>
/// <param name="message">What it says.</param>
internal sealed class FailingCredential(bool isUnavailable, string message) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw (isUnavailable ? new CredentialUnavailableException(message) : new AuthenticationFailedException(message));

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
