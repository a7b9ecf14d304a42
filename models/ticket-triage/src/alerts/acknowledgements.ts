/** What a requester should do now, by language; a person reads the ticket meanwhile. */
export const acknowledgements = {
  safety: {
    en: 'Move away from the danger and warn the people near you. When somebody is hurt or something burns, call the emergency number now (112 in Europe). Do not touch the device or its plug; use the circuit breaker only if you can reach it safely. Then call the service desk. A person takes your ticket now.',
    fr: 'Éloignez-vous du danger et prévenez les personnes autour de vous. En cas de blessé ou de feu, appelez tout de suite les secours (112 en Europe). Ne touchez ni à l’appareil ni à sa prise ; coupez le courant au disjoncteur seulement si c’est sans risque. Appelez ensuite le support. Une personne prend votre demande en charge.',
  },
  malware: {
    en: 'Disconnect the computer from the network now: unplug the cable and switch Wi-Fi off. Leave it switched on, enter no password on it, pay nothing and connect no drives. Call the service desk from another device. A person takes your ticket now.',
    fr: 'Déconnectez tout de suite l’ordinateur du réseau : débranchez le câble et coupez le Wi-Fi. Laissez-le allumé, n’y saisissez aucun mot de passe, ne payez rien et ne branchez aucun disque. Appelez le support depuis un autre appareil. Une personne prend votre demande en charge.',
  },
  phished: {
    en: 'Change the password now, from another device, also wherever else you use it. Deny sign-in requests that you did not start. When you opened a file or let somebody onto your screen, disconnect the computer from the network. Keep the message and call the service desk. A person takes your ticket now.',
    fr: 'Changez le mot de passe tout de suite, depuis un autre appareil, et partout où vous l’utilisez. Refusez les demandes de connexion que vous n’avez pas lancées. Si vous avez ouvert un fichier ou laissé quelqu’un prendre la main, déconnectez l’ordinateur du réseau. Conservez le message et appelez le support. Une personne prend votre demande en charge.',
  },
  accountTakenOver: {
    en: 'Change the password now, from a device that you trust, and sign out of all other sessions. Deny sign-in requests that you did not start. When you cannot sign in any more, call the service desk, which can lock the account. A person takes your ticket now.',
    fr: 'Changez le mot de passe tout de suite, depuis un appareil sûr, et fermez toutes les autres sessions. Refusez les demandes de connexion que vous n’avez pas lancées. Si vous ne pouvez plus vous connecter, appelez le support, qui peut bloquer le compte. Une personne prend votre demande en charge.',
  },
  lostDevice: {
    en: 'Call the service desk now, so that the device can be locked or erased from afar and its sessions ended. Change your password from another device. When it was stolen, report it to the police and keep the reference number. A person takes your ticket now.',
    fr: 'Appelez tout de suite le support, pour que l’appareil soit verrouillé ou effacé à distance et que ses sessions soient fermées. Changez votre mot de passe depuis un autre appareil. En cas de vol, portez plainte à la police et gardez le numéro du dossier. Une personne prend votre demande en charge.',
  },
  dataLeak: {
    en: 'Stop the sharing now where you can: remove the link or the file, and recall the message. Ask nobody to look at the data, delete no traces, and write down what went to whom and when. Call the service desk: some leaks must be reported within 72 hours. A person takes your ticket now.',
    fr: 'Arrêtez le partage tout de suite si vous le pouvez : retirez le lien ou le fichier, rappelez le message. Ne supprimez aucune trace et notez ce qui est parti, à qui et quand. Appelez le support : certaines fuites doivent être déclarées sous 72 heures. Une personne prend votre demande en charge.',
  },
  paymentFraud: {
    en: 'Pay nothing, buy nothing and do not reply. Ask the person or company by a phone number that you know already. When money has gone, call your bank and the finance department now: a transfer may still be stopped. Keep the message. A person takes your ticket now.',
    fr: 'Ne payez rien, n’achetez rien et ne répondez pas. Vérifiez auprès de la personne ou de l’entreprise à un numéro que vous connaissez déjà. Si l’argent est parti, appelez tout de suite la banque et le service financier : un virement peut encore être arrêté. Conservez le message. Une personne prend votre demande en charge.',
  },
  legal: {
    en: 'Delete and change nothing that has to do with it, and keep letters and messages with their dates. Promise and hand over nothing yet. A person reads your ticket and brings in those who are responsible; it is treated confidentially.',
    fr: 'Ne supprimez et ne modifiez rien qui s’y rapporte, et conservez les courriers et messages avec leurs dates. Ne promettez et ne remettez rien pour l’instant. Une personne lit votre demande et prévient les responsables ; elle est traitée de façon confidentielle.',
  },
  personRequested: {
    en: 'A person takes your ticket and will contact you. Add a phone number and a good time if you want to be called.',
    fr: 'Une personne prend votre demande en charge et vous contactera. Ajoutez un numéro et un horaire si vous souhaitez être rappelé.',
  },
};
